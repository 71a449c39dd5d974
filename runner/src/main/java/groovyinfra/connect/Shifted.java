package groovyinfra.connect;

import groovyinfra.model.Result;

/** Numbers what a message carries as the steps of the call. */
record Shifted(Session.Progress progress, int by) implements Session.Progress {

    static Session.Progress of(Session.Progress progress, int by) {
        return by == 0 || progress.equals(SILENT) ? progress : new Shifted(progress, by);
    }

    @Override
    public void started(int step) {
        progress.started(step + by);
    }

    @Override
    public void output(int step, boolean error, String text) {
        progress.output(step + by, error, text);
    }

    @Override
    public void transferred(int step, long done, long total) {
        progress.transferred(step + by, done, total);
    }

    @Override
    public void ended(int step, Result result) {
        progress.ended(step + by, result);
    }
}
