"""The environment of the page's process, before a library reads it."""

import os
from pathlib import Path


def prepare_environment(scratch: Path) -> None:
    """No analytics, no look at other hosts, nothing by chance from the environment.

    Variables of Gradio's can open a second server, watch folders, or change addresses; a proxy's
    name would be looked up; what is uploaded, into `scratch`, goes when the page does.
    """
    for name in list(os.environ):
        if (
            name.startswith("GRADIO_")
            or name in ("SYSTEM", "SPACE_ID")
            or name.lower() in ("http_proxy", "https_proxy", "all_proxy")
        ):
            del os.environ[name]
    os.environ["FORWARDED_ALLOW_IPS"] = ""  # whoever asks may not say that he is somebody else
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # No figures of calls either, worked out anew from ten thousand of them after each.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**12)
    os.environ["GRADIO_TEMP_DIR"] = str(scratch)
    os.environ["HF_HUB_OFFLINE"] = "1"  # models are downloaded by the command line, if at all
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
