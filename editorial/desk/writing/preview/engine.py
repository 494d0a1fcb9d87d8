"""The engine that draws the real page, with the network shut: Qt WebEngine (Chromium).

Imported at the first preview: it takes a quarter of a second, and its processes 250 MB. Scripts
are off; nothing is fetched but files of the story's own folder; nothing is kept on the disk.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot

from editorial.desk.writing.preview.unavailable import PreviewUnavailable

# Before the engine starts, which is at its import. An interceptor is not asked about connections
# that are only opened in advance (rel=preconnect): no name is found and no way leads out.
_FLAGS = (
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    '--host-resolver-rules="MAP * ~NOTFOUND"',
)


def _shut_the_network() -> None:
    name = "QTWEBENGINE_CHROMIUM_FLAGS"
    given = os.environ.get(name, "")
    missing = [flag for flag in _FLAGS if flag not in given]
    os.environ[name] = " ".join((given, *missing)).strip()


def _refuse_root() -> None:
    """Chromium ends the whole program when root starts it with its sandbox on."""
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        allowed = os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1"
        if not allowed and "--no-sandbox" not in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
            raise PreviewUnavailable("The page view does not run as the user root.")


_refuse_root()
_shut_the_network()

try:
    from PySide6.QtWebEngineCore import (
        QWebEnginePage,
        QWebEngineProfile,
        QWebEngineSettings,
        QWebEngineUrlRequestInfo,
        QWebEngineUrlRequestInterceptor,
    )
    from PySide6.QtWebEngineWidgets import QWebEngineView
except ImportError as error:
    raise PreviewUnavailable("The page view (Qt WebEngine) is missing here.") from error

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineNewWindowRequest

OWN_WORLD = 1
"""The world of our own scripts, which run although the page's are off."""
_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
)


class OwnFilesOnly(QWebEngineUrlRequestInterceptor):
    """Lets through ``data:``, ``about:`` and the files under one folder."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder.resolve()
        self.blocked: list[str] = []
        """The addresses that were not let through."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block what is not welcome."""
        url = info.requestUrl()
        if not self.is_welcome(url):
            info.block(True)
            self.blocked.append(url.toString())

    def is_welcome(self, url: QUrl) -> bool:
        """Return whether an address may be read."""
        if url.scheme() in ("data", "about"):
            return True
        if not url.isLocalFile() or url.host():
            return False
        try:
            return Path(url.toLocalFile()).resolve().is_relative_to(self._folder)
        except (OSError, ValueError):
            # A name that no file can have.
            return False


class StoryPage(QWebEnginePage):
    """Stays on the page it was given; says which links were pressed."""

    link_pressed = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, files: OwnFilesOnly, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._files = files
        self._shown = QUrl()
        self.newWindowRequested.connect(self._new_window)

    def show_file(self, path: Path) -> None:
        """Load a page, or the same one anew."""
        self._shown = QUrl.fromLocalFile(str(path))
        self.load(self._shown)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main: bool
    ) -> bool:
        """Follow what stays on the page; tell about links; refuse forms and refreshes."""
        address = QUrl(url)
        if not is_main:
            return self._files.is_welcome(address)
        if address.toString().partition("#")[0] == self._shown.toString():
            return True
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_pressed.emit(address)
        return False

    @Slot(object)
    def _new_window(self, request: QWebEngineNewWindowRequest) -> None:
        self.link_pressed.emit(request.requestedUrl())


class Engine(QObject):
    """One page with a profile of its own, forgotten with it."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Without a name it is off the record: no cookie, cache or history reaches the disk.
        profile = QWebEngineProfile()
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setSpellCheckEnabled(False)
        for attribute in _OFF:
            profile.settings().setAttribute(attribute, False)
        self.files = OwnFilesOnly(folder, self)
        profile.setUrlRequestInterceptor(self.files)
        self.page = StoryPage(profile, self.files, self)
        # After the page: children are destroyed in this order, and the page needs its profile.
        profile.setParent(self)
        self.profile = profile

    def make_view(self) -> QWebEngineView:
        """Return a view of the page. It goes before the engine is closed."""
        view = QWebEngineView()
        view.setPage(self.page)
        view.setAccessibleName("The page")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setAcceptDrops(False)
        return view

    def close(self) -> None:
        """End the page's process and give its memory back."""
        for part in (self.page, self.profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)
