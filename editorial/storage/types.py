"""The column vocabulary: moments, ids, JSON and lists of words, each stored one way."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from editorial.system.clock import uuid7

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Moment(TypeDecorator[dt.datetime]):
    """An aware datetime, stored as integer microseconds since 1970 in UTC.

    SQLite's own datetime drops the offset; an integer sorts and keeps all.
    Raises ValueError for a naive datetime.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:
        """Turn a datetime into microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:
        """Turn microseconds into a datetime in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Id(TypeDecorator[uuid.UUID]):
    """A UUID as 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> bytes | None:
        """Turn a UUID into bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> uuid.UUID | None:
        """Turn bytes into a UUID."""
        return None if value is None else uuid.UUID(bytes=value)


class Json(TypeDecorator[Any]):
    """A JSON value as text, keys sorted, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write JSON."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read JSON."""
        return None if value is None else json.loads(value)


PrimaryKey = Annotated[int, mapped_column(Integer, primary_key=True)]
PublicId = Annotated[uuid.UUID, mapped_column(Id, unique=True, default=uuid7)]
