package org.fengqiao.governance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class DraftExportRepository implements PanacheRepositoryBase<DraftExport, DraftExport.Key> {}
