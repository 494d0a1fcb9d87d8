"""The photo desk's own dress, on top of the application's stylesheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Tokens


def room_sheet(tokens: Tokens) -> str:
    """Return the stylesheet of the room: queue chips, and fields that ask for attention."""
    return f"""
        QPushButton[kind="queue"] {{
            background: {tokens.selection}; color: {tokens.ink}; border: 1px solid transparent;
            border-radius: 5px; padding: 2px 7px; font-size: 12px; font-weight: 400;
            min-height: 0;
        }}
        QPushButton[kind="queue"]:hover {{ border-color: {tokens.faint}; }}
        QPushButton[kind="queue"]:checked {{
            background: {tokens.paper}; border-color: {tokens.ink}; font-weight: 500;
        }}
        QPushButton[kind="queue"]:focus {{ border-color: {tokens.accent}; }}
        QPlainTextEdit[attention="true"], QLineEdit[attention="true"] {{
            background: {tokens.accent_soft}; border: 1px solid {tokens.accent};
            placeholder-text-color: {tokens.accent};
        }}
        QStackedWidget[dropping="true"] {{
            border: 2px solid {tokens.accent}; border-radius: 8px; background: {tokens.accent_soft};
        }}
        QLabel#facts {{ color: {tokens.soft}; font-size: 12px; }}
        QLabel#readAs {{ font-size: 12px; color: {tokens.soft}; }}
    """
