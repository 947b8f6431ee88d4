package org.fengqiao.platform.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses fields of a body that its endpoint does not know. For requests alone: what others answer us, and what an earlier
 * version stored, may hold more than we read.
 */
@Provider
@Singleton
class StrictRequestMapper implements ContextResolver<ObjectMapper> {
    private final ObjectMapper strict;

    StrictRequestMapper(ObjectMapper json) {
        strict = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }
}
