import { describe, expect, test } from "@odoo/hoot";
import { Deferred } from "@odoo/hoot-mock";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";

import { getPicture, hasPicture } from "@vanthu_document/desk/page_cache";

describe.current.tags("headless");

const PDF = "application/pdf";

// Pictures are kept for as long as the page lives: each test has files of its own.
let lastId = 50000;
const makeFile = (values) => ({ id: ++lastId, mimetype: PDF, checksum: "abc", ...values });

/** Draws at once, and says so. */
const draw = async ({ id, checksum }) => {
    expect.step(`draw ${id} ${checksum}`);
    return `blob:${id}`;
};

test("pages and pictures can be shown; writing and tables cannot", () => {
    for (const mimetype of [PDF, "image/jpeg", "image/png", "image/gif", "image/webp"]) {
        expect(hasPicture({ mimetype })).toBe(true, { message: mimetype });
    }
    for (const mimetype of ["application/msword", "image/svg+xml", "image/tiff", "", false]) {
        expect(hasPicture({ mimetype })).toBe(false, { message: String(mimetype) });
    }
});

test("a picture is drawn once, also when it is asked for twice at the same time", async () => {
    const file = makeFile();
    const [first, second] = await Promise.all([getPicture(file, draw), getPicture(file, draw)]);
    expect(first).toBe(`blob:${file.id}`);
    expect(second).toBe(first);
    expect(await getPicture(file, draw)).toBe(first);
    expect.verifySteps([`draw ${file.id} abc`]);
});

test("a file that was replaced is drawn anew", async () => {
    const file = makeFile();
    await getPicture(file, draw);
    await getPicture({ ...file, checksum: "def" }, draw);
    expect.verifySteps([`draw ${file.id} abc`, `draw ${file.id} def`]);
});

test("what failed is tried again the next time", async () => {
    const file = makeFile();
    const fail = async () => {
        throw new Error("no network");
    };
    await expect(getPicture(file, fail)).rejects.toThrow("no network");
    expect(await getPicture(file, draw)).toBe(`blob:${file.id}`);
    expect.verifySteps([`draw ${file.id} abc`]);
});

test("a file without a picture is refused and not asked for", async () => {
    const word = makeFile({ mimetype: "application/msword" });
    await expect(getPicture(word)).rejects.toThrow("no picture");
});

test("a photo is fetched small, by the address of just this version", async () => {
    const address = await getPicture(makeFile({ mimetype: "image/jpeg" }));
    const { pathname, searchParams } = new URL(address, "http://localhost");
    expect(pathname).toBe(`/web/image/${lastId}/1000x2000`);
    expect(searchParams.get("unique")).toBe("abc");
});

test("forty pictures are kept; the one that lay longest goes and frees its memory", async () => {
    const quiet = async ({ id }) => `blob:${id}`;
    const first = makeFile();
    const second = makeFile();
    for (const file of [first, second, ...Array.from({ length: 38 }, () => makeFile())]) {
        await getPicture(file, quiet);
    }
    await getPicture(first, draw); // looked at again, it is no longer the oldest
    patchWithCleanup(URL, { revokeObjectURL: (address) => expect.step(`free ${address}`) });
    await getPicture(makeFile(), quiet);
    await Promise.resolve();
    expect.verifySteps([`free blob:${second.id}`]);
    await getPicture(first, draw);
    expect.verifySteps([]);
});

test("a picture that fails while others are drawn does not take their place", async () => {
    const slow = new Deferred();
    const file = makeFile();
    const other = makeFile();
    const failing = getPicture(file, () => slow);
    await getPicture(other, draw);
    slow.reject(new Error("cut"));
    await expect(failing).rejects.toThrow("cut");
    await getPicture(other, draw);
    expect.verifySteps([`draw ${other.id} abc`]);
});
