package groovyinfra.endtoend

import spock.lang.Specification

class FleetSpec extends Specification {

    def 'a separate host runs systemd, and lets root and deploy in by key'() {
        given:
        def machine = Fleet.separate(3)
        machine.reset()

        expect:
        machine.exec('systemctl', 'is-system-running').trim() in ['running', 'degraded']
        ssh(machine, user, 'sudo id -u; hostname') == ['0', 'h3']

        where:
        user << ['root', 'deploy']
    }

    def 'a separate host has packages to install without a network'() {
        given:
        def machine = Fleet.separate(3)

        when:
        machine.exec('apt-get', 'install', '-y', 'greeter=1.1')

        then:
        machine.exec('greeter') == 'hello from greeter 1.1\n'

        when:
        machine.reset()

        then:
        machine.exec('sh', '-c', 'command -v greeter || echo gone').trim() == 'gone'
    }

    def 'the package lists of a separate host are up to date, however old the tree is that all start from'() {
        given:
        def machine = Fleet.separate(3)
        def before = System.currentTimeMillis().intdiv(1000)

        when:
        machine.reset()

        then:
        machine.exec('find', '/var/lib/apt/lists', '-maxdepth', '0', '-newermt', "@$before").trim() == '/var/lib/apt/lists'
    }

    def 'thin hosts are addresses of this machine'() {
        given:
        def machines = Fleet.thin(20)

        expect:
        machines.size() == 20
        machines*.address().unique().size() == 20
        ssh(machines[19], System.getProperty('user.name'), 'echo $((6 * 7))') == ['42']
    }

    private static List<String> ssh(Fleet.Machine machine, String user, String command) {
        def words = ['ssh', '-F', '/dev/null', '-i', "${machine.key()}", '-p', "${machine.port()}", '-o', 'BatchMode=yes',
                     '-o', "UserKnownHostsFile=${machine.knownHosts()}", '-o', 'StrictHostKeyChecking=yes',
                     "$user@${machine.address()}", command]*.toString()
        def process = new ProcessBuilder(words).redirectErrorStream(true).start()
        process.outputStream.close()
        process.inputStream.readLines()
    }
}
