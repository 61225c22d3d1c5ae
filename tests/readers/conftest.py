"""The trained reader and its network, loaded once for all tests of this folder."""

import pytest

from qa.readers.network import Network, load_network
from qa.readers.network_reader import TrainedReader


@pytest.fixture(scope="package")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="package")
def reader() -> TrainedReader:
    return TrainedReader()
