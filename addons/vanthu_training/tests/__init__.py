from . import (
    test_class_core,
    test_class_naming,
    test_class_things,
    test_practice_account,
    test_practice_isolation,
    test_practice_reset,
    test_security_matrix,
)
