package org.fengqiao.notification.channel.gateway;

import io.smallrye.config.ConfigMapping;

/** {@code fengqiao.voice.*}, as environment variables {@code FENGQIAO_VOICE_*}. */
@ConfigMapping(prefix = "fengqiao.voice")
interface VoiceGateway extends PhoneGateway {}
