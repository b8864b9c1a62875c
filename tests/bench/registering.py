"""Registering one incoming document, against creating a bare record with its columns."""

from .context import median_ratio, row

VALUES = {
    "subject": "Về việc tổng kết năm học", "organ_name": "Bộ Giáo dục và Đào tạo",
    "code_number": "327", "code_notation": "BGDĐT-VP", "signer_name": "Nguyễn Văn A",
    "issued_place": "Hà Nội",
}


def run(context):
    """Medians of both, each in a transaction of its own that is committed.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        env = context.env(cr)
        arrived = env["vanthu.document"].create([VALUES] * 100)
        env.flush_all()
        cr.commit()

        def register(number):
            env.invalidate_all()
            arrived[number].action_register()
            cr.commit()

        def create_and_register(_number):
            env.invalidate_all()
            env["vanthu.document"].create(VALUES).action_register()
            cr.commit()

        def create_bare(_number):
            env.invalidate_all()
            env["vanthu.bench.bare"].create({**VALUES, "company_id": 1, "state": "registered"})
            cr.commit()

        create_and_register(0), create_bare(0)
        ours, bare, ratio = median_ratio(register, create_bare, 100)
        whole, _bare, whole_ratio = median_ratio(create_and_register, create_bare, 100)
    return [
        row("register one document, against a bare record", ratio, "×", 1.5),
        row("register one document", ours * 1000, "ms", None),
        row("create and register, against a bare record", whole_ratio, "×", None),
        row("create and register", whole * 1000, "ms", None),
        row("create a bare record", bare * 1000, "ms", None),
    ]
