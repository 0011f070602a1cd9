"""Takes pictures of a running service's pages, at the widths of a desk and of a phone."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

WINDOWS: dict[str, ViewportSize] = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
SHOTS = {  # name → the page that is opened, and what is clicked there
    "search": ("/search?q=新能源 投资>1亿元", ""),
    "article": ("/search?q=大同 电池舱", ".hit .title a >> nth=0"),
    "figures": ("/figures?metric=investment", ""),
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


def main(base: str, target: Path) -> None:
    """Write NAME-WIDTH.png of each page into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in SHOTS:
            for width in WINDOWS:
                photograph(browser, base, name, width, target / f"{name}-{width}.png")
        browser.close()


def photograph(browser: Browser, base: str, name: str, width: str, target: Path) -> None:
    """Write what a window of this width shows."""
    path, clicked = SHOTS[name]
    page = browser.new_page(viewport=WINDOWS[width], locale="zh-CN")
    page.goto(base + path)
    if clicked:
        page.click(clicked)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target)
    page.close()
    print(target)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
