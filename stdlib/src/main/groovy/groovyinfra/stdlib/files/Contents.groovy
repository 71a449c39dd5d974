package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Difference
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.SourceEntry
import groovyinfra.model.Step
import groovyinfra.model.Work
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.charset.StandardCharsets

/**
 * A regular file on its way to a content and a placement.
 *
 * @param now what stands at the path
 * @param parents makes the directory that holds it
 * @param force takes away what is no file
 * @param backup keeps the file as it is now beside it
 * @param validate has to accept the content first; may be null
 */
@CompileStatic
record Contents(FileContent.Text now, Placement placement, boolean parents, boolean force, boolean backup, Command validate) {
    private static final Mode PRIVATE = Mode.of('0600')

    /** What has to be done until the file holds this; null stands for what is in it already. */
    Work holding(Content content) {
        holding(content, null)
    }

    /** The same for a file of the controller that is larger than what is read of a file of the host. */
    Work holding(SourceEntry source) {
        holding(new Content.OnController(source.file()), source)
    }

    private Work holding(Content content, SourceEntry source) {
        def changes = new Changes()
        def end = now.info().end
        def free = end.present && !end.file ? new FileContent.Text(Info.absent(now.info().path()), null) : now
        if (free !== now) {
            changes.clear(now.info(), 'file', force, backup)
        }
        if (content == null || free.info().end.file && (source ? same(free, source) : same(free, content))) {
            hold(changes)
        } else {
            write(changes, free, content, source)
        }
        changes.work()
    }

    /** The lines that are to be edited; none where there is no file. */
    List<String> lines() {
        if (!now.readable) {
            throw Changes.problem('File is no text', "${now.info().path()} of the host has ${now.info().end.size()} bytes"
                    + ' and is not text that can be edited', 'Use files.put for the whole file')
        }
        Edit.lines(now.text)
    }

    private void write(Changes changes, FileContent.Text free, Content content, SourceEntry source) {
        def end = free.info().end
        if (end.orphan() && parents) {
            changes.makeParent(end.path(), placement)
        }
        if (validate) {
            check(changes, end.path(), content, source)
        }
        if (backup && end.file) {
            changes.run 'cp', '-p', '--', end.path(), Changes.aside(end.path())
        }
        changes.touches Area.entry(free.info().path()), Area.entry(end.path())
        def mode = placement.mode() ?: content instanceof Content.Hidden && !end.file ? PRIVATE : null
        changes.step new Step.Upload(content, end.path(), Optional.ofNullable(mode), Optional.ofNullable(placement.owner()),
                Optional.ofNullable(placement.group()), difference(free, content))
        def made = placement.of(end.file ? end : Info.made(end.path(), Type.FILE, mode ?: Mode.of('0644'), null, null))
        if (source) {
            known(changes, free.info(), made.with(source.size(), null), null, source.sha256())
        } else if (content instanceof Content.Bytes) {
            known(changes, free.info(), made.with(content.size(), null), content, content.sha256())
        }
    }

    /** The new content lies beside the file, where nobody else may read it, while it is looked at. */
    private void check(Changes changes, String path, Content content, SourceEntry source) {
        if (!validate.script().contains('%s')) {
            throw Changes.problem('Validation names no file', "validate: '${validate.shown()}' has no %s", 'Write %s where the file belongs')
        }
        // The checksum of a secret would tell something of it.
        def tag = source ? source.sha256().take(12) : content instanceof Content.Hidden ? 'hidden' : content.sha256().take(12)
        def name = path.replaceFirst('([^/]*)$', '.$1.' + tag)
        changes.step new Step.Upload(content, name, Optional.of(PRIVATE), Optional.empty(), Optional.empty(), Optional.empty())
        def command = Command.raw("(trap 'rm -f -- \"\$f\"' EXIT; trap 'exit 143' HUP INT TERM; f=${Command.quote(name)}; "
                + "${validate.script().replace('%s', Command.quote(name))})")
        def title = "see whether '${validate.shown()}' accepts the new content".toString()
        changes.step new Step.Run(command.shownAs(title), Options.NONE, Optional.empty())
    }

    /** Owner, group and mode of a file that has the right content. */
    private void hold(Changes changes) {
        def end = now.info().end
        def commands = placement.missing(end)
        if (commands) {
            for (command in commands) {
                changes.run command
            }
            changes.touches Area.entry(now.info().path()), Area.entry(end.path())
            known(changes, now.info(), placement.of(end), now.content(), now.content()?.sha256())
        }
    }

    /** What is known from now on; the content where it is small, and its checksum where anything is known of it. */
    private static void known(Changes changes, Info before, Info end, Content.Bytes content, String checksum) {
        def summed = checksum ? end.with(end.size(), checksum) : end
        changes.assume new FileContent(before.path()), new FileContent.Text(led(before, content ? end : summed), content)
        changes.assume new PathInfo(before.path()), led(before, end)
        if (checksum && !before.link) {
            changes.assume new PathInfo(before.path(), true), summed
        }
    }

    private static Info led(Info before, Info end) {
        before.link ? before.leading(end) : end
    }

    private static boolean same(FileContent.Text now, SourceEntry source) {
        now.content() == null && now.info().end.checksum() == source.sha256()
    }

    private static boolean same(FileContent.Text now, Content content) {
        now.content() == null ? now.info().end.checksum() == content.sha256() : Arrays.equals(now.content().bytes(), bytes(content))
    }

    private static Optional<Difference> difference(FileContent.Text now, Content content) {
        def after = content instanceof Content.Bytes ? new FileContent.Text(now.info(), content) : null
        after && after.readable && now.readable
                ? Optional.of(new Difference(now.info().end.path(), now.present ? Optional.of(now.text) : Optional.<String>empty(), text(content)))
                : Optional.<Difference>empty()
    }

    private static byte[] bytes(Content content) {
        content instanceof Content.Bytes ? content.bytes() : content.open().bytes
    }

    /** Content as text. */
    static String text(Content content) {
        new String(bytes(content), StandardCharsets.UTF_8)
    }
}
