from . import access_explanation
