"""What is said about wrong input: code -> (English, Chinese)."""

from adminsim.messages.file_errors import FILE_ERRORS
from adminsim.messages.filing import together
from adminsim.messages.model_errors import MODEL_ERRORS

ERRORS: dict[str, tuple[str, str]] = together(FILE_ERRORS, MODEL_ERRORS)
