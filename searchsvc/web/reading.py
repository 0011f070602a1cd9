"""The article that an address names: that of a later part leads to the whole's."""

from urllib.parse import urlencode

from flask import abort, redirect, request, url_for

from searchsvc.articles import Article
from searchsvc.service.reading import read
from searchsvc.web.http import revalidate
from searchsvc.web.opened import archive


def addressed(article_id: str) -> Article:
    """Return an article; where it was joined to an earlier part, end with 308 to the same of the whole.

    Raises NotFound, and Gone with the reason of its deletion.
    """
    revalidate(archive())
    found = read(archive(), article_id)
    if found.id != article_id:
        asked = urlencode(list(request.args.items(multi=True)))
        address = url_for(str(request.endpoint), article_id=found.id)
        abort(redirect(f"{address}?{asked}" if asked else address, 308))
    return found
