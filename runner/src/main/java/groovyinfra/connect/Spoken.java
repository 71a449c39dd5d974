package groovyinfra.connect;

/** Tells what a step says, and no more: that it begins and ends is told by whoever does more for it. */
record Spoken(Session.Progress progress) implements Session.Progress {

    static Session.Progress of(Session.Progress progress) {
        return progress.equals(SILENT) ? progress : new Spoken(progress);
    }

    @Override
    public void output(int step, boolean error, String text) {
        progress.output(step, error, text);
    }
}
