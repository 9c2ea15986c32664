"""全民闯关: the quiz rules, the question types, the scenes and the tools round them."""

import os

# pygame greets on standard output otherwise, and the demo's last line is JSON.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
