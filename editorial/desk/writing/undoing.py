"""Taking a decision back while the line that tells of it still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from editorial.desk.kit.context import DeskContext
    from editorial.system.errors import EditorialError

UNDO_SECONDS = 10
"""As long as `editorial.publishing.undoing` allows."""


class Undoing(QObject):
    """Holds the newest decision of this desk; `undo` takes it back."""

    changed = Signal(bool)
    """Whether there is something to take back."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._way_back: Callable[[], object] | None = None
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(UNDO_SECONDS * 1000)
        self._over.timeout.connect(self.forget)

    @property
    def is_offered(self) -> bool:
        """Whether a decision can be taken back now."""
        return self._way_back is not None

    def offer_step(
        self, story_id: uuid.UUID, told: str, *, undone: Callable[[], object] | None = None
    ) -> None:
        """Tell of a step of the workflow, with “Undo” beside it; ``undone`` is called after."""

        def go_back() -> None:
            self._ctx.jobs.write(
                self,
                use_cases.undo_step,
                story_id,
                who=self._ctx.newsroom.person,
                done=lambda _: self._undone(undone),
                failed=self._refuse,
            )

        self._offer(told, go_back)

    def offer_deliveries(self, delivery_ids: tuple[uuid.UUID, ...], told: str) -> None:
        """Tell of stories that are about to leave, with “Undo” beside it."""

        def go_back() -> None:
            for delivery_id in delivery_ids:
                self._ctx.jobs.write(
                    self,
                    use_cases.cancel_delivery,
                    delivery_id,
                    who=self._ctx.newsroom.person.name,
                    done=lambda _: self._undone(None),
                    failed=self._refuse,
                )

        self._offer(told, go_back)

    @Slot()
    def undo(self) -> None:
        """Take the newest decision back; nothing where there is none."""
        way_back = self._way_back
        self.forget()
        if way_back is not None:
            way_back()

    @Slot()
    def forget(self) -> None:
        """Take the offer away: its time is over."""
        self._over.stop()
        self._way_back = None
        self.changed.emit(False)

    def _offer(self, told: str, way_back: Callable[[], object]) -> None:
        self._way_back = way_back
        self._over.start()
        self._ctx.notices.tell(told, action="Undo", then=self.undo)
        self.changed.emit(True)

    def _undone(self, then: Callable[[], object] | None) -> None:
        self._ctx.notices.tell("Taken back. It stands where it stood before.")
        if then is not None:
            then()

    def _refuse(self, error: EditorialError | Any) -> None:
        self._ctx.notices.refuse(error)
