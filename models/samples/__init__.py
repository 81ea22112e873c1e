"""Sample surveys of an invented ward year: what `manage.py demo` shows. Nobody real answered."""

from models.samples.answers import Answered, generate, sent_at
from models.samples.definitions import ANSWERS, NAMES, load

__all__ = ["ANSWERS", "NAMES", "Answered", "generate", "load", "sent_at"]
