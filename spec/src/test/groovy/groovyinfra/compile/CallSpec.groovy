package groovyinfra.compile

import groovyinfra.deploy.DeployLoader
import groovyinfra.stdlib.apt.AptSimulation
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.server.CommandPath

class CallSpec extends ProgramSpecification {

    private Recording made(String operation, List<String> arguments) {
        Recording recording = Recording.of()
        loader.call(operation, arguments, new DeployLoader.Settings([:], folder.resolve('cache'))).evaluate(recording)
        recording
    }

    def 'one operation is called with words of the command line: #operation #words'() {
        expect:
        made(operation, words).calls*.arguments()*.toString() == [arguments]

        where:
        operation       | words                                         || arguments
        'apt.packages'  | ['nginx', 'curl', 'present=false']            || '[names:[nginx, curl], present:false]'
        'server.shell'  | ['echo "$HOME"', 'retries=3']                 || '[command:echo "$HOME"]'
        'files.file'    | ['/tmp/x', 'mode=0644']                       || '[path:/tmp/x, mode:0644]'
        'message'       | ["it's\n\\n"]                                 || "[text:it's\n\\n]"
    }

    def 'a call is named by what is given without a name, as much of it as fits: #operation #words'() {
        expect:
        made(operation, words).calls[0].title() == title

        where:
        operation        | words                                                                           || title
        'files.template' | ['a.j2', '/etc/a']                                                              || 'files.template a.j2 /etc/a'
        'files.put'      | ['a', '/etc/a', 'mode=0644']                                                    || 'files.put a /etc/a'
        'git.repo'       | ['https://git.example.com/teams/web/shop-frontend.git', '/srv/shop-frontend'] ||
            'git.repo …ams/web/shop-frontend.git /srv/shop-frontend'
        'files.line'     | ['/etc/ssh/sshd_config', 'PermitRootLogin no']                                  || 'files.line /etc/ssh/sshd_config'
        'files.file'     | ['/etc/a', 'owner=root']                                                        || 'files.file /etc/a'
        'server.shell'   | ['x' * 70]                                                                      || 'server.shell ' + 'x' * 59 + '…'
    }

    def 'what is not known is a problem with what was meant'() {
        expect:
        problems { made('apt.pakages', ['x']) }*.attempt() == ["Did you mean 'apt.packages'?"]
        problems { loader.fact('OsRelese', []) }*.attempt() == ["Did you mean 'OsRelease'?"]
        problems { loader.fact('CommandPath', []) }*.attempt() == ['Give program']
    }

    def 'what does not fit is found before a host is asked: #operation #words'() {
        expect:
        problems { loader.call(operation, words, new DeployLoader.Settings([:], folder.resolve('cache'))) }*.detail() == [detail]

        where:
        operation         | words                         || detail
        'files.directory' | ['foo', 'mode=8855']          || "'mode' of files.directory: not a file mode: '8855' (write three or four octal digits, such as '0644')"
        'files.directory' | []                            || "files.directory needs 'path'"
        'apt.packages'    | ['nginx', 'present=maybe']    || "'present' of apt.packages: 'maybe' is not true or false"
        'server.shell'    | ['id', 'timeout=soon']        || "'timeout' of server.shell: 'soon' is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m'"
    }

    def 'facts and operations are known by name'() {
        expect:
        loader.fact('CommandPath', ['psql']) == new CommandPath('psql')
        loader.fact('PathInfo', ['/etc', 'true']) == new PathInfo('/etc', true)
        loader.fact('PathInfo', ['/etc']) == new PathInfo('/etc')
        loader.fact('AptSimulation', ['install', 'nginx']) == new AptSimulation(['install', 'nginx'])
        loader.fact('AptSimulation', ['upgrade']) == new AptSimulation(['upgrade'])
        problems { loader.fact('AptSimulation', []) }*.attempt() == ['Give words']
        problems { loader.fact('PathInfo', []) }*.detail() == ['PathInfo takes 1 or 2, given are 0']
        loader.reference().operations().find { it.name() == 'apt.packages' }.usage() == 'apt.packages names, option: ..'
        loader.reference().facts().find { it.name() == 'PathInfo' }.usage() == 'fact(PathInfo, path [, checksum])'
    }
}
