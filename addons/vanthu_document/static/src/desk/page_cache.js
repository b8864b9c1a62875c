import { readPdf } from "@vanthu_document/pdf/read_pdf";
import { url } from "@web/core/utils/urls";

const MOST = 40;
const WIDTH = 1000;
const pictures = new Map();

/** Files whose first page the browser can show. */
export function hasPicture({ mimetype }) {
    return /^(application\/pdf|image\/(jpeg|png|gif|webp|bmp))/.test(mimetype || "");
}

/**
 * Picture of the first page of a file, drawn once.
 *
 * @param {{id: number, mimetype: string, checksum: string}} file
 * @returns {Promise<string>} address for an `<img>`; rejected where there is no picture
 */
export function getPicture(file, draw = drawPicture) {
    const key = `${file.id}-${file.checksum}`;
    let picture = pictures.get(key);
    pictures.delete(key);
    if (!picture) {
        picture = draw(file);
        // A cut connection is no reason to show nothing for ever.
        picture.catch(() => pictures.delete(key));
    }
    pictures.set(key, picture); // the last used one stands last
    if (pictures.size > MOST) {
        const [oldest, old] = pictures.entries().next().value;
        pictures.delete(oldest);
        old.then((address) => URL.revokeObjectURL(address)).catch(() => {});
    }
    return picture;
}

async function drawPicture(file) {
    if (!hasPicture(file)) {
        throw new Error("no picture");
    }
    const unique = file.checksum;
    if (file.mimetype.startsWith("image/")) {
        return url(`/web/image/${file.id}/${WIDTH}x${2 * WIDTH}`, { unique });
    }
    return drawPdf(url(`/web/content/${file.id}`, { unique }));
}

function drawPdf(address) {
    const draw = async (pdf) => {
        const page = await pdf.getPage(1);
        const { width } = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: WIDTH / width });
        const canvas = document.createElement("canvas");
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        const canvasContext = canvas.getContext("2d");
        await page.render({ canvasContext, viewport }).promise;
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
        return URL.createObjectURL(blob);
    };
    // Only what the first page needs is fetched, for the sake of phones.
    return readPdf(address, draw, { disableAutoFetch: true, disableStream: true });
}
