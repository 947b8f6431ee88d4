package org.fengqiao.platform.attachment;

import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** How large a picture says it is, which is checked before anybody has to decode it. */
record ImageHeader(long width, long height) {
    void requireAtMost(long pixels) {
        if (width > 0 && height > 0 && width <= pixels / height) return;
        throw new ProblemException(
                ErrorKind.TOO_LARGE,
                "picture-too-large",
                "图片为" + width + "×" + height + "像素，超过上限" + pixels + "像素。请缩小后重新上传。",
                "The picture has " + width + " × " + height + " pixels; " + pixels
                        + " are the most. Make it smaller and upload it again.");
    }
}
