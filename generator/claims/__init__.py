"""The five kinds of claim, one module each: its own keys, and what makes two of them agree."""

from generator.claims.event import Event
from generator.claims.figure import Figure
from generator.claims.position import Position
from generator.claims.statement import Statement
from generator.claims.status import Status

__all__ = ["Event", "Figure", "Position", "Statement", "Status"]
