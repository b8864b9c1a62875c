import { loadJS } from "@web/core/assets";

const PDFJS = "/web/static/lib/pdfjs/build";

/**
 * Opens a PDF for `read` and closes it, whatever happens.
 *
 * It is read by a worker: a file that is replaced while parts of it are still fetched then
 * rejects here, instead of surprising the whole page.
 *
 * @param {string} address
 * @param {(pdf: Object) => Promise<any>} read gets the document of pdf.js
 * @param {Object} [options] for `getDocument` of pdf.js
 * @returns {Promise<any>} what `read` returns; rejected where the file cannot be read
 */
export async function readPdf(address, read, options = {}) {
    await loadJS(`${PDFJS}/pdf.js`);
    const { pdfjsLib } = globalThis;
    // A worker of its own, even where another view brought pdf.js into the page itself.
    const port = new Worker(`${PDFJS}/pdf.worker.js`, { type: "module" });
    const worker = new pdfjsLib.PDFWorker({ port });
    const task = pdfjsLib.getDocument({ url: address, isEvalSupported: false, ...options, worker });
    const broken = new Promise((_resolve, reject) => port.addEventListener("error", reject));
    try {
        return await read(await Promise.race([task.promise, broken]));
    } finally {
        const end = () => {
            worker.destroy();
            port.terminate();
        };
        task.destroy().then(end, end);
    }
}
