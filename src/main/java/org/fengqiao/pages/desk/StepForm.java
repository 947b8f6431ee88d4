package org.fengqiao.pages.desk;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What the form of a step sends: the step, its words, what was seen before, and the desk to go back to. */
public class StepForm {
    @RestForm
    String step;

    @RestForm
    String note;

    @RestForm
    String how;

    @RestForm
    String outcome;

    @RestForm
    String into;

    /** Ids of files that were uploaded with the same form before it was refused. */
    @RestForm
    List<String> attachments;

    @RestForm
    FileUpload file;

    /** When the latest event happened that the page showed; whatever came after it was not seen. */
    @RestForm
    String seen;

    /** The address of the desk; empty on the page of the alert alone. */
    @RestForm
    String back;
}
