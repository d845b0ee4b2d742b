"""The nginx file as it is shipped, run in front of two servers, with addresses of its own."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.journeys.people import participant
from tests.journeys.screens import window
from tests.journeys.served import ROOT, Served, answering, free_port

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
]
SHIPPED = ROOT / "deploy" / "nginx" / "workshop.conf"
CERTIFICATES = "/etc/letsencrypt/live/workshop.example.org/"


@dataclass(frozen=True)
class Site:
    """nginx, and the two servers behind it; each has an INSTANCE of its own."""

    address: str
    plain: str
    served: Served
    ports: tuple[int, int]
    servers: "list[subprocess.Popen[bytes]]"
    folder: Path

    def start(self, number: int) -> Served:
        """Start one of the servers, and wait until it answers."""
        folder, port = self.folder / str(number), self.ports[number]
        folder.mkdir(exist_ok=True)
        environ = {**os.environ, "INSTANCE": str(folder), "PORT": str(port), "HOST": "127.0.0.1",
                   "ORIGINS": self.address, "TRUSTED_PROXIES": "1",
                   "METRICS_TOKEN": "numbers-for-the-test"}  # fmt: skip
        environ = {k: v for k, v in environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
        with (folder / "server.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "workshop.cli", "serve", "--sample"],
                cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.servers[number:] = [process, *self.servers[number + 1 :]]
        return answering(f"http://127.0.0.1:{port}", folder, process)

    def stop(self, number: int) -> None:
        """Stop one of the servers, as an operator does."""
        self.servers[number].terminate()
        self.servers[number].wait(timeout=30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site; it is ended by its processes."""
    for tool in ("nginx", "openssl"):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} on this machine: apt-get install {tool}")
    folder = tmp_path_factory.mktemp("site")
    secure, plain, first, second = (free_port() for _ in range(4))
    made = Site(f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", Served(*[""] * 6),
                (first, second), [], folder)  # fmt: skip
    try:
        served = replace(made.start(0), address=made.address)
        made.start(1)
        config = _own_addresses(folder, secure, plain, first, second)
        with _nginx(folder, config), pytest.MonkeyPatch.context() as patch:
            patch.setenv("REQUESTS_CA_BUNDLE", str(folder / "fullchain.pem"))
            yield replace(made, served=served)
    finally:
        for process in made.servers:
            process.terminate()
            process.wait(timeout=30)


def test_a_page_comes_with_the_headers_of_the_server_once(site: Site) -> None:
    answer = _get(site, "/join")
    assert answer.status_code == 200
    headers = answer.raw.headers
    assert headers.getlist("Strict-Transport-Security") == ["max-age=31536000"]
    (policy,) = headers.getlist("Content-Security-Policy")
    assert f"wss{site.address.removeprefix('https')}" in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_comes_without_tls_is_sent_on(site: Site) -> None:
    answer = requests.get(f"{site.plain}/join", allow_redirects=False, timeout=20)
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://127.0.0.1/join")


def test_numbers_and_readiness_are_not_for_visitors(site: Site) -> None:
    token = {"Authorization": "Bearer numbers-for-the-test"}
    assert _get(site, "/metrics", headers=token).status_code == 404
    assert _get(site, "/readyz").status_code == 404
    inside = f"http://127.0.0.1:{site.ports[0]}"
    assert requests.get(f"{inside}/metrics", headers=token, timeout=20).status_code == 200
    assert requests.get(f"{inside}/readyz", timeout=20).json()["ready"] is True


def test_what_is_too_large_is_refused_in_the_servers_own_words(site: Site) -> None:
    answer = requests.post(
        f"{site.address}/sign-in", data={"email": "x" * 80_000}, timeout=20
    )
    assert answer.status_code in (413, 422)
    assert "too much at once" in answer.text


def test_a_phone_listens_through_nginx_and_comes_back_after_a_restart(
    site: Site, browser: Browser
) -> None:
    complaints: list[str] = []
    site.stop(1)
    person = participant(site.served, 0)
    with window(browser, complaints, ignore_https_errors=True) as phone:
        phone.context.add_cookies(
            [{"name": one.name, "value": str(one.value), "url": site.address, "secure": True}
             for one in person.session.cookies]
        )  # fmt: skip
        phone.goto(site.served.phone)
        shown = phone.locator("[data-behaviour=connection]")
        expect(shown).to_contain_text("Connected", timeout=30_000)
        site.stop(0)
        expect(shown).not_to_contain_text("Connected", timeout=30_000)
        site.start(0)
        expect(shown).to_contain_text("Connected", timeout=30_000)
    site.start(1)


def test_each_server_alone_is_enough(site: Site) -> None:
    for number in (0, 1):
        site.stop(number)
        _until(lambda: _get(site, "/healthz").status_code == 200)
        site.start(number)


def test_nothing_of_a_visitor_is_logged(site: Site) -> None:
    _get(site, f"/j/{site.served.code}")
    said = "".join(one.read_text() for one in site.folder.glob("*.log"))
    assert site.served.code not in said
    assert "GET " not in said


@contextmanager
def _nginx(folder: Path, config: str) -> Iterator[None]:
    whole = (
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/main.log crit;"
        f"\nevents {{ worker_connections 512; }}\nhttp {{\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n"
                  for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{config}\n}}\n"
    )  # fmt: skip
    (folder / "nginx.conf").write_text(whole)
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _until((folder / "nginx.pid").exists)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _own_addresses(folder: Path, secure: int, plain: int, first: int, second: int) -> str:
    """The shipped file with the ports, the certificate and the logs of this test."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    config = SHIPPED.read_text()
    exchanged = {
        "    listen [::]:80;\n": "", "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "workshop.example.org;": "127.0.0.1;",
        CERTIFICATES: f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "server 127.0.0.1:8000 ": f"server 127.0.0.1:{first} ",
        "# server 127.0.0.1:8001 ": f"server 127.0.0.1:{second} ",
    }  # fmt: skip
    for before, after in exchanged.items():
        assert before in config, before
        config = config.replace(before, after)
    return config


def _get(site: Site, path: str, **more: object) -> requests.Response:
    return requests.get(f"{site.address}{path}", timeout=20, **more)  # type: ignore[arg-type]


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)
