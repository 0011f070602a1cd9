"""Asks a running service for its page and for one answer of its API, and exits 0 if both are as they should be."""

import json
import sys
import time
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

WORD = "新能源"


def main(base: str) -> None:
    """Check the service at `base`; raises SystemExit with what is wrong."""
    wait_for(base + "/readyz")
    page = get(f"{base}/search?q={quote(WORD)}")
    if f"<mark>{WORD}</mark>" not in page:
        sys.exit(f"the page marks no {WORD}")
    answer = json.loads(get(f"{base}/api/v1/search?q={quote(WORD)}&facets=city"))
    if not answer["total"] or not answer["facets"]["city"]["values"]:
        sys.exit(f"the API finds no {WORD}")
    print(f"The page and the API answer: {answer['total']} articles for {WORD}.")


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until `url` answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            get(url)
            return
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                sys.exit(f"{url} did not answer within {seconds:.0f} s")
            time.sleep(0.2)


def get(url: str) -> str:
    """Return what `url` answers, as text."""
    with urlopen(url, timeout=30) as answer:
        return answer.read().decode()


if __name__ == "__main__":
    main(sys.argv[1])
