import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { waitFor } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Document extends models.Model {
    _name = "vanthu.document";
    subject = fields.Char();
    _records = [{ id: 7, subject: "Công văn" }];
}

class Assignment extends models.Model {
    _name = "vanthu.assignment";
    document_id = fields.Many2one({ relation: "vanthu.document" });
    _records = [{ id: 1, document_id: 7 }, { id: 2 }];
}

defineModels([Document, Assignment]);
defineMailModels();

const PDF = { id: 41, name: "327.pdf", mimetype: "application/pdf", type: "binary" };
const WORD = { id: 42, name: "bieu.docx", mimetype: "application/msword", type: "binary" };

let files;
beforeEach(() => {
    allowTranslations();
    onRpc("ir.attachment", "search_read", ({ kwargs }) => {
        expect.step(JSON.stringify(kwargs.domain));
        return files;
    });
    mockService("action", {
        doAction(action) {
            const { pathname, search } = new URL(action.url, "http://localhost");
            expect.step(pathname + search);
        },
    });
});

const OF_SEVEN = '[["res_model","=","vanthu.document"],["res_id","=",7]]';
const mountDocument = () =>
    mountView({
        type: "form", resModel: "vanthu.document", resId: 7,
        arch: `<form><widget name="vanthu_letter"/><field name="subject"/></form>`,
    });
const mountAssignment = (resId) =>
    mountView({
        type: "form", resModel: "vanthu.assignment", resId,
        arch: `<form><field name="document_id" invisible="1"/>
            <widget name="vanthu_letter" document_field="document_id"/></form>`,
    });

test("the first page that can be shown opens, whatever file came first", async () => {
    files = [WORD, PDF];
    await mountDocument();
    await contains(".o_vanthu_letter").click();
    await waitFor(".o-FileViewer");
    expect(".o-FileViewer-header").toHaveText(/327\.pdf/);
    expect.verifySteps([OF_SEVEN]);
});

test("a file that cannot be shown is downloaded", async () => {
    files = [WORD];
    await mountDocument();
    await contains(".o_vanthu_letter").click();
    await animationFrame();
    expect.verifySteps([OF_SEVEN, "/web/content/42?filename=bieu.docx&download=true"]);
    expect(".o-FileViewer").toHaveCount(0);
});

test("a document on paper says so", async () => {
    files = [];
    await mountDocument();
    await contains(".o_vanthu_letter").click();
    await waitFor(".o_notification");
    expect(".o_notification").toHaveText(/kept on paper/);
    expect.verifySteps([OF_SEVEN]);
});

test("from an assignment the letter of its document opens", async () => {
    files = [];
    await mountAssignment(1);
    await contains(".o_vanthu_letter").click();
    expect.verifySteps([OF_SEVEN]);
});

test("work without a document has no letter to read", async () => {
    await mountAssignment(2);
    expect(".o_vanthu_letter").toHaveCount(0);
});
