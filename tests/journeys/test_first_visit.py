"""What a participant's first visit costs: from the join page to the room, on a slow phone."""

import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.journeys.screens import window
from tests.journeys.served import Served

pytestmark = pytest.mark.browser

MOST_KB, MOST_REQUESTS = 60, 12
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


@dataclass
class Meter:
    """Counts what goes over the wire: every request that left, and every byte that came back."""

    bytes: int = 0
    requests: list[str] = field(default_factory=list)
    _addresses: dict[str, str] = field(default_factory=dict)
    _cached: set[str] = field(default_factory=set)

    def listen(self, wire: CDPSession) -> None:
        """Begin to count."""
        wire.on("Network.requestServedFromCache", lambda one: self._cached.add(one["requestId"]))
        wire.on("Network.responseReceived", self._notice_cache)
        wire.on("Network.requestWillBeSent", self._ask)
        wire.on("Network.loadingFinished", self._take)
        wire.on("Network.webSocketCreated", lambda one: self.requests.append(one["url"]))
        wire.on("Network.webSocketFrameReceived", self._take_frame)

    def _ask(self, one: dict[str, Any]) -> None:
        if "redirectResponse" in one:
            self.requests.append(one["redirectResponse"]["url"])
            self.bytes += int(one["redirectResponse"]["encodedDataLength"])
        self._addresses[one["requestId"]] = one["request"]["url"]

    def _notice_cache(self, one: dict[str, Any]) -> None:
        if one["response"].get("fromDiskCache"):
            self._cached.add(one["requestId"])

    def _take(self, one: dict[str, Any]) -> None:
        if one["requestId"] not in self._cached:
            self.requests.append(self._addresses[one["requestId"]])
            self.bytes += int(one["encodedDataLength"])

    def _take_frame(self, one: dict[str, Any]) -> None:
        self.bytes += len(one["response"]["payloadData"])


def test_a_first_visit_is_small_enough_for_a_slow_phone(browser: Browser, served: Served) -> None:
    complaints: list[str] = []
    with window(browser, complaints, 360, 640) as phone:
        wire, meter = phone.context.new_cdp_session(phone), Meter()
        _slow_down(wire)
        meter.listen(wire)
        to_join = _seconds_to_join_page(phone, served)
        to_room = _seconds_to_room(phone)
    kb = meter.bytes / 1024
    print(
        f"\nfirst visit: {kb:.1f} KB, {len(meter.requests)} requests,"
        f" join page usable after {to_join:.1f} s, room after {to_room:.1f} s more"
    )
    assert kb <= MOST_KB, "\n".join(meter.requests)
    assert len(meter.requests) <= MOST_REQUESTS, "\n".join(meter.requests)
    assert complaints == []


def _slow_down(wire: CDPSession) -> None:
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _seconds_to_join_page(phone: Page, served: Served) -> float:
    began = time.monotonic()
    phone.goto(f"{served.address}/j/{served.code}", wait_until="domcontentloaded")
    expect(phone.get_by_role("button", name="Yes, I want to join")).to_be_visible()
    return time.monotonic() - began


def _seconds_to_room(phone: Page) -> float:
    phone.wait_for_load_state("load")
    phone.locator(".option__label").first.click()
    began = time.monotonic()
    phone.get_by_role("button", name="Yes, I want to join").click()
    phone.get_by_role("link", name="Go on").click()
    expect(phone.get_by_role("heading", name="How we are together")).to_be_visible()
    passed = time.monotonic() - began
    with phone.expect_websocket(timeout=20000):
        pass
    phone.wait_for_load_state("networkidle")
    return passed
