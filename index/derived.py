"""The files that are derived from the store, brought up to date together."""

from index.files import derived_lock
from index.lexical import update_lexical
from index.store import Store
from index.vectors import update_vectors


def update_derived(store: Store, wait: bool) -> bool:
    """Make the derived files reflect the last committed version.

    Returns False where another process is at that and `wait` is False. Raises OSError where the
    directory cannot be written.
    """
    with derived_lock(store.directory, wait) as held:
        if not held:
            return False
        # Taken with the lock held, so that no older state is ever written over a newer one.
        with store.snapshot() as snapshot:
            update_vectors(store.directory, snapshot)
            update_lexical(store.directory, snapshot)
        return True
