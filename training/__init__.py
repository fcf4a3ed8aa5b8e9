"""Scripts that make `src/crossread/models` from open data: one command each.

Nothing under `src/` imports this package; PyTorch is needed here and nowhere else.
"""

import sys
from pathlib import Path

# The environment that holds PyTorch need not have the package installed.
sys.path.append(str(Path(__file__).resolve().parents[1] / "src"))
