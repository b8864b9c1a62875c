import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne, setInputFiles } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { reactive } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { IntakeDropzone } from "@vanthu_document/intake/intake_dropzone";
import { IntakeProgress } from "@vanthu_document/intake/intake_progress";
import { INTAKE_ROUTE, IntakeUploader } from "@vanthu_document/intake/intake_uploader";

describe.current.tags("desktop");

class Document extends models.Model {
    _name = "vanthu.document";
    subject = fields.Char();
    _records = [{ id: 1, subject: "Công văn" }];
}

defineModels([Document]);
defineMailModels();

const LIMIT = 1000;
const orm = { call: async () => ({ limit: LIMIT, accept: ".pdf" }) };
const ARCH = `<list js_class="vanthu_intake_list"><field name="subject"/></list>`;

function makeFile(name, size = 10) {
    return new File(["x".repeat(size)], name, { type: "application/pdf" });
}

/** A server that answers each request with what `answer` says about its form data. */
function makeServer(answer) {
    const requests = [];
    const createXhr = () => {
        const xhr = new EventTarget();
        xhr.upload = new EventTarget();
        xhr.open = (method, route) => Object.assign(xhr, { method, route });
        xhr.send = (data) => {
            requests.push({ route: xhr.route, file: data.get("ufile").name, target: data.get("document_id") });
            const result = answer(data, requests.length);
            if (result === "lost") {
                xhr.dispatchEvent(new Event("error"));
                return;
            }
            xhr.status = result.status || 200;
            xhr.responseText = JSON.stringify([{ name: data.get("ufile").name, ...result }]);
            xhr.dispatchEvent(new Event("load"));
        };
        return xhr;
    };
    return { createXhr, requests };
}

test("each file becomes a document of its own", async () => {
    const { createXhr, requests } = makeServer((data, number) => ({ document_id: number }));
    const uploader = new IntakeUploader({ orm, createXhr });
    const ids = await uploader.upload([makeFile("1.pdf"), makeFile("2.pdf")]);
    expect(ids).toEqual([1, 2]);
    expect(requests).toEqual([
        { route: INTAKE_ROUTE, file: "1.pdf", target: "" },
        { route: INTAKE_ROUTE, file: "2.pdf", target: "" },
    ]);
});

test("all files become one document, even when the first one fails", async () => {
    const { createXhr, requests } = makeServer((data, number) =>
        number === 1 ? { error: "The file is empty." } : { document_id: 7 }
    );
    const uploader = new IntakeUploader({ orm, createXhr });
    const files = [makeFile("1.pdf"), makeFile("2.pdf"), makeFile("3.pdf")];
    expect(await uploader.upload(files, { together: true })).toEqual([7]);
    expect(requests.map((r) => r.target)).toEqual(["new", "new", "7"]);
});

test("a failed file keeps its sentence and the others go on", async () => {
    allowTranslations();
    const { createXhr, requests } = makeServer((data, number) =>
        [{ error: "The file 1.pdf is empty." }, "lost", { status: 413 }, { document_id: 4 }][number - 1]
    );
    const uploader = new IntakeUploader({ orm, createXhr });
    const names = ["1.pdf", "2.pdf", "3.pdf", "4.pdf"];
    const ids = await uploader.upload([...names.map((n) => makeFile(n)), makeFile("to.pdf", LIMIT + 1)]);
    expect(ids).toEqual([4]);
    expect(requests.length).toBe(4, { message: "the oversized file is not sent" });
    const items = uploader.state.items;
    expect(items.map((i) => i.state)).toEqual(["failed", "failed", "failed", "done", "failed"]);
    expect(items[0].error).toBe("The file 1.pdf is empty.");
    expect(items[1].error).toMatch(/connection was lost/);
    expect(items[2].error).toMatch(/larger than the server takes/);
    expect(items[4].error).toMatch(/to\.pdf has 1 MB/);
    expect(uploader.state.running).toBe(false);
});

test("progress shows what was taken in and why a file was not", async () => {
    const uploader = new IntakeUploader({ orm });
    uploader.state = reactive({
        running: false,
        items: [
            { name: "1.pdf", state: "done", progress: 100, error: "" },
            { name: "2.pdf", state: "failed", progress: 0, error: "The file is empty." },
        ],
    });
    await mountWithCleanup(IntakeProgress, { props: { uploader } });
    expect("strong:first").toHaveText("1 / 2 files taken in");
    expect(queryAllTexts(".o_vanthu_intake_failed")).toEqual(["2.pdf The file is empty."]);
    await contains(".o_vanthu_intake_close").click();
    expect(".o_vanthu_intake_progress").toHaveCount(0);
});

test("drop zone tells a document for each file from one for all", async () => {
    const drops = [];
    await mountWithCleanup(IntakeDropzone, {
        props: {
            ref: { el: document.body },
            onDropFiles: (files, together) => drops.push([files.map((f) => f.name), together]),
        },
    });
    for (const zone of [".o_vanthu_drop_each", ".o_vanthu_drop_together"]) {
        const transfer = new DataTransfer();
        transfer.items.add(makeFile("a.pdf"));
        queryOne(zone).dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    }
    expect(drops).toEqual([
        [["a.pdf"], false],
        [["a.pdf"], true],
    ]);
});

test("clerks see the button; one chosen file opens its document", async () => {
    onRpc("has_group", () => true);
    onRpc("vanthu.document", "get_intake_settings", () => ({ limit: LIMIT, accept: ".pdf" }));
    mockService("action", {
        doAction(action) {
            expect.step(`open ${action.res_id}`);
        },
    });
    const { createXhr } = makeServer(() => ({ document_id: 33 }));
    patchWithCleanup(IntakeUploader.prototype, {
        async upload() {
            this.createXhr = createXhr;
            return super.upload(...arguments);
        },
    });
    await mountView({ type: "list", resModel: "vanthu.document", arch: ARCH });
    expect(".o_vanthu_intake_upload").toHaveCount(1);
    expect(".o_vanthu_intake_camera").toHaveCount(0, { message: "only on phones" });
    expect(".o_vanthu_intake_photo").toHaveAttribute("capture", "environment");
    queryOne(".o_vanthu_intake_input").classList.remove("d-none");
    await contains(".o_vanthu_intake_input").click();
    await setInputFiles([makeFile("1.pdf")]);
    await animationFrame();
    await animationFrame();
    expect.verifySteps(["open 33"]);
});

test("other roles see no way to take in", async () => {
    serverState.userId = 7;
    onRpc("has_group", () => false);
    await mountView({ type: "list", resModel: "vanthu.document", arch: ARCH });
    expect(".o_vanthu_intake_upload").toHaveCount(0);
    expect(".o_vanthu_intake_input").toHaveCount(0);
});
