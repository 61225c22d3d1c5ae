"""What tests share says what differs when it asserts, as they do."""

import pytest

pytest.register_assert_rewrite("tests.reading.files")
