package org.fengqiao.notification.reach;

import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostKind;

/** Why somebody cannot be told, or cannot act on what they are told, and what to do about it. */
public enum Obstacle {
    NO_ACCOUNT(true, "没有可登录的账号，请开设账号（%s）", "has no account to sign in with; open one (%s)"),
    CANNOT_ACT(
            true,
            "账号的角色或辖区不够，看不到这里的预警，请开设合适的账号（%s）",
            "has an account whose role or area does not cover the alerts here; open a fitting one (%s)"),
    UNSEEN(
            true,
            "没有通知渠道，又很久没有登录，请其登录，或为其设置短信、电话或邮件",
            "has no channel and has not signed in for long; ask them to sign in, or set a telephone or mail for them"),
    NO_WORKING_CHANNEL(
            false,
            "设置的通知渠道都送不到，请更正地址或换一个渠道",
            "has only channels that fail; correct the addresses or set another channel"),
    AWAY_TOO_LONG(false, "缺勤已久，请另行任命或指定代理人", "has been away for long; appoint somebody else, or a stand-in");

    private final boolean blocking;
    private final BilingualText text;

    Obstacle(boolean blocking, String zh, String en) {
        this.blocking = blocking;
        this.text = new BilingualText(zh, en);
    }

    /** Whether it is no use to send anything: nobody would read it, or nobody could act. */
    public boolean isBlocking() {
        return blocking;
    }

    /** For the log of attempts, which says what happened and not what to do. */
    public String reason() {
        return text.en().substring(0, text.en().indexOf(';'));
    }

    /** A sentence without its subject. */
    public BilingualText text(PostKind kind, String areaCode) {
        String role = kind.role().key();
        return new BilingualText(
                text.zh().formatted("角色 " + role + "，辖区 " + areaCode),
                text.en().formatted("role " + role + ", area " + areaCode));
    }
}
