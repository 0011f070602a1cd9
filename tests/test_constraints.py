"""What deployments install, pinned, is what the package says that it needs."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PINNED = dict(re.findall(r"^([\w.-]+)==(\S+) \\$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M))


def needed():
    """Yield each requirement of the package and of its extras, those of development aside."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = [text for name, text in setup["options.extras_require"].items() if name != "dev"]
    for text in (setup["options"]["install_requires"], *extras):
        yield from filter(None, text.splitlines())


@pytest.mark.parametrize("line", [*needed()])
def test_every_requirement_is_pinned_to_a_version_that_it_allows(line):
    wanted = Requirement(line)
    assert wanted.specifier.contains(PINNED[wanted.name]), PINNED[wanted.name]


def test_every_pin_has_the_hashes_of_its_files():
    pins = re.split(r"^(?=[\w.-]+==)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
