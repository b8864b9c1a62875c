from odoo import api, models

from ..tools.packages.sip_rules import find_problems


class VanthuFile(models.Model):
    """What a file lacks to become a SIP of TT 05/2025/TT-BNV, in words of the office."""

    _inherit = "vanthu.file"

    def _find_sip_problems(self):
        """Sentences that say what to mend, file by file and document by document.

        :return list: of str; empty when every file can become a package
        """
        labels = self._get_row_labels()
        return [
            self.env._(
                "%(what)s: %(problem)s", what=self._name_in_package(case, problem.document),
                problem=self._describe_problem(problem, labels),
            )
            for case in self._iter_cases() for problem in find_problems(case)
        ]

    @api.model
    def _name_in_package(self, case, document=None):
        """A file or one of its documents in the words of the lists.

        :param case: ``CaseFile``
        :param document: ``Document`` of it, None for the file itself
        :return str:
        """
        if document is None:
            return case.title
        return self.env._(
            "%(file)s, document %(ordinal)s (%(reference)s)",
            file=case.values.get("notation") or case.title,
            ordinal=document.values.get("ordinal"),
            reference=document.values.get("reference") or document.values.get("subject"),
        )

    @api.model
    def _describe_problem(self, problem, labels):
        label = problem.row and labels.get(problem.row.name, problem.row.name)
        if problem.code == "missing":
            return self.env._("“%s” is missing.", label)
        if problem.code == "too_long":
            return self.env._(
                "“%(field)s” has %(length)s letters, at most %(most)s are allowed; shorten it.",
                field=label, length=problem.size, most=problem.row.length,
            )
        if problem.code == "unknown_code":
            return self.env._("“%s” has a value that the archive does not know.", label)
        return {
            "dates": self.env._("it ends before it begins; correct one of the two dates."),
            "no_document": self.env._("there is nothing in it."),
            "no_content": self.env._(
                "it has no electronic file; scan the paper and add the PDF."
            ),
            "not_pdf": self.env._("“%s” is not a PDF; add it as PDF.", problem.name),
            "empty": self.env._("“%s” is empty; add the file again.", problem.name),
        }[problem.code]

    @api.model
    def _get_row_labels(self):
        """Names of TT 05/2025/TT-BNV → what the office calls them.

        :return dict:
        """
        return {
            "arcFileCode": self.env._("Archive code"),
            "title": self.env._("Title"),
            "maintenance": self.env._("Retention"),
            "mode": self.env._("Access"),
            "language": self.env._("Language"),
            "startDate": self.env._("Begins"),
            "endDate": self.env._("Ends"),
            "keyword": self.env._("Keywords"),
            "totalDoc": self.env._("Documents"),
            "numberOfPaper": self.env._("Sheets"),
            "numberOfPage": self.env._("Pages"),
            "format": self.env._("Condition"),
            "inforSign": self.env._("Sign of information"),
            "confidenceLevel": self.env._("Kind of copy"),
            "paperFileCode": self.env._("Code of the paper file"),
            "riskRecovery": self.env._("Security copy"),
            "riskRecoveryStatus": self.env._("Security copy"),
            "description": self.env._("Remarks"),
            "docId": self.env._("Code of the organisation"),
            "arcDocCode": self.env._("Archive code"),
            "typeName": self.env._("Type"),
            "codeNumber": self.env._("Number"),
            "codeNotation": self.env._("Notation"),
            "issuedDate": self.env._("Date of document"),
            "organName": self.env._("Issuing organisation"),
            "subject": self.env._("Subject"),
        }
