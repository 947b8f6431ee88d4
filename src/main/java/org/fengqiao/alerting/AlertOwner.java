package org.fengqiao.alerting;

import java.util.UUID;

/**
 * The post that answers for an alert.
 *
 * @param username who held the post when it got the alert; null when nobody did
 * @param reason why this post and person, a code
 */
public record AlertOwner(UUID post, String username, String reason) {}
