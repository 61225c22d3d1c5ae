"""Tests in a network of their own, where every address is this machine and every packet is seen."""
