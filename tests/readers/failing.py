"""A process that tells one page and then comes to its end by a fault."""

import json
import os
import sys

if __name__ == "__main__":
    page = {"path": sys.argv[2], "lines": ["本报讯 侯马经济开发区的晋南保税物流中心3月8日通关。"]}
    sys.stdout.write(json.dumps({"Page": page}) + '\n{"Page": {"pa')
    sys.stdout.flush()
    os.abort()
