"""Chromium as phones: one browser, and for each phone a window with cookies of its own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--hide-scrollbars",
]
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
PATIENCE_S = 15.0
NETWORK = ("WebSocket connection to", "Failed to load resource", "net::ERR_")
"""What a browser tells of a network that failed: no fault of a script."""

FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>"""


def chromium() -> str | None:
    """Where the browser is, or None."""
    found = shutil.which("chromium")
    return found if found and shutil.which("chromedriver") else None


class Phone:
    """One window. Every verb first turns to it."""

    def __init__(self, driver: webdriver.Chrome, handle: str, width: int, height: int) -> None:
        self._driver, self._handle = driver, handle
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True},
        )

    def devtools(self, command: str, settings: dict[str, Any]) -> Any:
        return self._here().execute_cdp_cmd(command, settings)

    def open(self, url: str) -> None:
        self._here().get(url)

    def reload(self) -> None:
        self._here().refresh()

    def run(self, script: str, *values: object) -> Any:
        return self._here().execute_script(script, *values)

    def text(self) -> str:
        """All that can be read on it."""
        return str(self.run("return document.body.innerText"))

    def find(self, css: str) -> WebElement:
        return self._here().find_element(By.CSS_SELECTOR, css)

    def all(self, css: str) -> list[WebElement]:
        return self._here().find_elements(By.CSS_SELECTOR, css)

    def tap(self, css: str, place: int = 0) -> None:
        """Taps the element of that place once it is there and enabled."""
        self.wait(
            lambda: self.run(
                "var node = document.querySelectorAll(arguments[0])[arguments[1]];"
                "if (!node || node.disabled || !node.offsetParent) { return false; } node.click(); return true;",
                css,
                place,
            )
        )

    def reads(self, words: str, seconds: float = PATIENCE_S) -> float:
        """Waits until the words can be read; how long that took."""
        began = time.monotonic()
        try:
            self.wait(lambda: words in self.text(), seconds)
        except TimeoutError:
            raise TimeoutError(f"{words!r} never came; there is {self.text()!r}") from None
        return time.monotonic() - began

    def wait(self, is_true: Callable[[], Any], seconds: float = PATIENCE_S) -> Any:
        until = time.monotonic() + seconds
        while True:
            try:
                found = is_true()
            except WebDriverException:
                found = None  # The page is being made anew.
            if found:
                return found
            if time.monotonic() > until:
                raise TimeoutError(f"it never came true; there is {self.text()!r}")
            time.sleep(0.03)

    def offline(self, is_off: bool) -> None:
        self.devtools("Network.enable", {})
        self.devtools(
            "Network.emulateNetworkConditions",
            {"offline": is_off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
        )

    def sleep(self, is_asleep: bool) -> None:
        """The tab is frozen, as a phone does with a page whose screen is off."""
        self.devtools("Page.setWebLifecycleState", {"state": "frozen" if is_asleep else "active"})

    def shot(self, path: Path) -> None:
        """What can be seen of it without scrolling, as a picture."""
        self._here().save_screenshot(str(path))

    def faults(self) -> list[str]:
        """What scripts and the page's own rules complained of since asked last."""
        found = self._here().get_log("browser")
        told = [each["message"] for each in found if each["level"] in ("SEVERE", "WARNING")]
        return [each for each in told if not any(word in each for word in NETWORK)]

    def _here(self) -> webdriver.Chrome:
        if self._driver.current_window_handle != self._handle:
            self._driver.switch_to.window(self._handle)
        return self._driver


class Browser:
    """Makes phones until the `with` ends."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self._driver = driver

    def phone(self, width: int = 360, height: int = 740) -> Phone:
        """A new one, with cookies of its own."""
        context = self._driver.browser.create_user_context()
        handle = self._driver.browsing_context.create(type="window", user_context=context)
        self._driver.switch_to.window(handle)
        return Phone(self._driver, handle, width, height)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own, which is gone afterwards."""
    with TemporaryDirectory() as folder:
        settings = Path(folder) / "fonts.conf"
        settings.write_text(FONT_SETTINGS.format(fonts=FONTS, cache=Path(folder) / "fonts"), "utf-8")
        options = Options()
        options.binary_location = str(chromium())
        options.enable_bidi = True
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for flag in (*FLAGS, f"--user-data-dir={folder}/profile"):
            options.add_argument(flag)
        service = Service(shutil.which("chromedriver"), env={**os.environ, "FONTCONFIG_FILE": str(settings)})
        driver = webdriver.Chrome(options=options, service=service)
        try:
            yield Browser(driver)
        finally:
            driver.quit()
