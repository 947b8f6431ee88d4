package org.fengqiao.mediation;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a case file as JSON with absent rather than null values. */
@Converter
class CaseFileConverter implements AttributeConverter<CaseFile, String> {
    @Override
    public String convertToDatabaseColumn(CaseFile file) {
        return MediationJson.write(file);
    }

    @Override
    public CaseFile convertToEntityAttribute(String json) {
        return MediationJson.read(json, CaseFile.class);
    }
}
