"""policycascade: see how provincial goals flow into city and district plans.

>>> import policycascade as pc
"""

__version__ = "0.1.0"
