"""What stands between two brackets while it is read: alternatives of clauses, and operators that wait for one."""

from dataclasses import dataclass, field

from searchsvc.query.grammar import NESTING, SCOPES
from searchsvc.query.lexer import Token
from searchsvc.query.nodes import And, Node, Same
from searchsvc.query.trees import all_of, any_of, brackets, none_of, opened


@dataclass(slots=True)
class Group:
    """What stands in one pair of brackets so far; `pending` are operators that wait for what comes next.

    `scope` is the word before the bracket, 同句 or 同段, if there is one.
    """

    start: int
    scope: str = ""
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])
    pending: list[Token] = field(default_factory=list)

    def clause(self, node: Node) -> And:
        """Return what a node becomes behind the operators that wait."""
        negated = sum(token.kind == "not" for token in self.pending) % 2
        return And((none_of(node) if negated else node,))

    def add(self, node: Node) -> None:
        """Take a node in, behind the operators that wait for one."""
        if any(token.kind in ("or", "pipe") for token in self.pending):
            self.alternatives.append([])
        self.alternatives[-1] += self.clause(node).clauses
        self.pending.clear()

    def take(self, node: Node) -> None:
        """Take a node in; where it would need too many brackets, what stands in it, as if there were none."""
        if brackets(self.clause(node)) <= NESTING:
            self.add(node)
            return
        for number, clauses in enumerate(opened(node)):
            if number:
                self.alternatives.append([])
            for clause in clauses:
                self.take(clause)

    def node(self) -> Node | None:
        """Return the tree of the group, None where nothing stands in it."""
        every = (all_of(clauses) for clauses in self.alternatives)
        node = any_of(node for node in every if node)
        scope = next((scope for scope, word in SCOPES.items() if word == self.scope), None)
        return Same(scope, node) if node and scope else node
