"""The preview beside the text, or in its place: a bar, and the page at a reader's width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import Hairline, IconButton, ProgressLine, set_kind

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme

NARROWEST = 316


@dataclass(frozen=True, slots=True)
class Width:
    """A way of looking at the page: ``pixels`` is what the page believes its window has."""

    name: str
    title: str
    hint: str
    pixels: int
    beside: bool
    """Whether the text stays in sight."""


PHONE = Width("phone", "Phone", "As on a phone, 390 pixels wide", 390, beside=True)
DESKTOP = Width("desktop", "Desktop", "As on a desktop, 1200 pixels wide", 1200, beside=False)
PAPER = Width("paper", "Print", "As it comes out of a printer", 860, beside=False)
WIDTHS = (PHONE, DESKTOP, PAPER)


class PreviewPane(QWidget):
    """Shows a page's view at one of `WIDTHS`, made smaller where there is no room."""

    closed = Signal()
    width_chosen = Signal()
    browser_wanted = Signal()
    link_wanted = Signal(QUrl)
    """A link of the page is to be opened in the browser."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self.setMinimumWidth(NARROWEST)
        self.width_shown = PHONE
        self._view: QWidget | None = None
        self._link = QUrl()
        self._buttons: dict[str, QToolButton] = {}
        self.beside = IconButton("columns-2", "Show the text beside the page")
        self.beside.setCheckable(True)
        self.beside.setChecked(True)
        self.beside.clicked.connect(self.width_chosen)
        self.notice = Notice(theme)
        self.notice.acted.connect(self._open_link)
        self.progress = ProgressLine("Making the page")
        self.progress.set_progress(0, 0)
        self.desk = _Desk()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(Hairline())
        column.addWidget(self.progress)
        column.addWidget(self.notice)
        column.addWidget(self.desk, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def set_view(self, view: QWidget) -> None:
        """Take in the page's view; it is this pane's from now on."""
        self._view = view
        self.desk.hold(view, self.width_shown.pixels)
        self.setFocusProxy(view)

    def drop_view(self) -> QWidget | None:
        """Let the view go; return it."""
        view, self._view = self._view, None
        self.desk.let_go()
        return view

    def show_width(self, width: Width) -> None:
        """Turn to another width."""
        self.width_shown = width
        self._buttons[width.name].setChecked(True)
        self.beside.setChecked(width.beside)
        self.desk.set_pixels(width.pixels)
        self.width_chosen.emit()

    def show_loaded(self) -> None:
        """Take the moving line away."""
        self.progress.hide()

    @Slot(QUrl)
    def tell_link(self, link: QUrl) -> None:
        """Say where a pressed link leads; it is opened only when asked for."""
        self._link = link
        if link.scheme() in ("http", "https", "mailto"):
            self.notice.tell(link.toDisplayString(), action="Open in the browser", tone="plain")
        else:
            self.notice.tell("This link leads nowhere outside the newsroom.", tone="plain")

    @Slot()
    def _open_link(self) -> None:
        self.notice.hide()
        self.link_wanted.emit(self._link)

    def _bar(self) -> QWidget:
        bar = QWidget()
        set_kind(bar, "paper")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(47)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        group = QButtonGroup(bar)
        for width in WIDTHS:
            button = QToolButton()
            button.setText(width.title)
            button.setCheckable(True)
            button.setChecked(width is self.width_shown)
            button.setAccessibleName(f"{width.title} width" if width is not PAPER else "Print view")
            button.setToolTip(width.hint)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("width", width.name)
            button.clicked.connect(self._choose)
            group.addButton(button)
            row.addWidget(button)
            self._buttons[width.name] = button
        row.addStretch(1)
        row.addWidget(self.beside)
        browser = IconButton("external-link", "Open the page in the browser")
        browser.clicked.connect(self.browser_wanted)
        row.addWidget(browser)
        close = IconButton("x", "Close the preview", "Esc")
        close.clicked.connect(self.closed)
        row.addWidget(close)
        return bar

    @Slot()
    def _choose(self) -> None:
        name = self.sender().property("width")
        self.show_width(next(width for width in WIDTHS if width.name == name))


class _Desk(QWidget):
    """Holds the view in its middle, as wide as the page is to be."""

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view: QWidget | None = None
        self._pixels = 0

    def hold(self, view: QWidget, pixels: int) -> None:
        self._view, self._pixels = view, pixels
        view.setParent(self)
        self._place()
        view.show()

    def let_go(self) -> None:
        self._view = None

    def set_pixels(self, pixels: int) -> None:
        self._pixels = pixels
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._view is None or self._pixels <= 0:
            return
        width = min(self._pixels, self.width())
        self._view.setGeometry(QRect((self.width() - width) // 2, 0, width, self.height()))
        zoom = max(width / self._pixels, 0.25)
        # A QWebEngineView; its type is known only once the engine is there.
        set_zoom = getattr(self._view, "setZoomFactor", None)
        if set_zoom is not None:
            set_zoom(zoom)
