from . import (
    test_class_core,
    test_security_matrix,
)
