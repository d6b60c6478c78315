"""What several test files use."""

import pytest
from browser import PROGRAM, browser


@pytest.fixture(scope="module")
def chromium():
    if not PROGRAM:
        pytest.skip("chromium is not installed")
    with browser() as running:
        yield running
