"""What may be asked of one article, and of a text."""

from pydantic import ConfigDict, Field

from searchsvc.service.asking import MAX_SIZE
from searchsvc.service.similar import SIZE
from searchsvc.web.parameters.filters import Parameters
from searchsvc.web.parameters.kinds import MAX_TEXT, Asked, example


class ArticlePath(Asked):
    """Which article."""

    article_id: str = Field(description="The article's id.", json_schema_extra=example("wire-2025-0101"))


class ArticleParameters(Parameters):
    """How an article is shown."""

    q: str = Field("", description="A query whose hits are marked.", json_schema_extra=example("新能源"))


class RelatedParameters(Parameters):
    """How many articles like another one are listed."""

    size: int = Field(SIZE, ge=1, le=MAX_SIZE, description="Articles at most, near-duplicates among them first.")


class DeletionParameters(Parameters):
    """Why an article is taken out."""

    reason: str = Field("", max_length=MAX_TEXT, description="Why; told to whoever asks for the article.")


class DeletionBody(Asked):
    """The same as a JSON object."""

    model_config = ConfigDict(strict=True)

    reason: str = Field("", max_length=MAX_TEXT, description="Why; told to whoever asks for the article.")


class AnalyzeParameters(Parameters):
    """A text to be taken apart."""

    text: str = Field(
        min_length=1, max_length=MAX_TEXT, description="The text.", json_schema_extra=example("晋城经开区新能源项目")
    )
