package org.fengqiao.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.fengqiao.platform.text.BilingualText;

/** An error on the wire, as RFC 9457 has it, with both languages beside the caller's. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String zh,
        String en,
        List<Field> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What is wrong with one field of the request; never its value, which may be personal. */
    public record Field(String field, String zh, String en) {}

    static Problem of(
            int status, String code, BilingualText text, List<Field> errors, String instance, Language language) {
        BilingualText title = title(status);
        return new Problem(
                "/problems/" + code,
                language.choose(title.zh(), title.en()),
                status,
                language.choose(text.zh(), text.en()),
                instance,
                text.zh(),
                text.en(),
                errors);
    }

    private static BilingualText title(int status) {
        return switch (status) {
            case 400 -> new BilingualText("请求有误", "Bad request");
            case 401 -> new BilingualText("需要登录", "Not signed in");
            case 403 -> new BilingualText("没有权限", "Not allowed");
            case 404 -> new BilingualText("没有找到", "Not found");
            case 405 -> new BilingualText("不支持此方法", "Method not allowed");
            case 406 -> new BilingualText("无法提供该格式", "Not acceptable");
            case 409 -> new BilingualText("当前状态不允许", "Not in this state");
            case 413 -> new BilingualText("内容过大", "Too large");
            case 415 -> new BilingualText("不支持的格式", "Unsupported media type");
            case 503 -> new BilingualText("暂时不可用", "Unavailable");
            default ->
                status < 500 ? new BilingualText("请求有误", "Bad request") : new BilingualText("系统出错", "Internal error");
        };
    }
}
