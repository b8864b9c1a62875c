from . import (
    test_event,
    test_security_doors,
    test_security_matrix,
    test_tools_arrival_stamp,
    test_tools_image_pdf,
    test_tools_printing,
    test_who_sees,
)
