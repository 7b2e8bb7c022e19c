"""What every part of the document has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of every part of the document: frozen, keeps unknown fields, rejects NaN."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, validate_default=True)
