"""What the pages to leaf through say."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
    "issues": Message("按期浏览", "Issues"),
    "issue_total": Message("共 {total} 期", "{total} issues"),
    "issue_total_one": Message("共 1 期", "1 issue"),
    "newer_issues": Message("较新的", "Newer"),
    "older_issues": Message("较早的", "Older"),
    "sheets": Message("各版", "Pages of the issue"),
    "whole_issue": Message("全部版面", "Whole issue"),
}
