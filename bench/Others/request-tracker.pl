#!/usr/bin/perl
# Debian's request-tracker5 takes mails of an INBOX: perl request-tracker.pl IMAP-PORT USER PASSWORD SMTP-PORT MAILS
# Each mail goes to RT's own gateway function, which makes a ticket and sends the autoreply. That is what rt-mailgate reaches over HTTP; here it is spared
# that, a process for each mail, and the start of sendmail: autoreplies go over one SMTP connection. Prints {"mails":n,"milliseconds":n,"cpuMilliseconds":n}
# of the time after RT's start. The database is made by rt-setup-database; RT_SITE_CONFIG names the settings.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use IO::Socket::INET;
use Net::SMTP;
use Time::HiRes 'time';
use RT;

my ($imap_port, $user, $password, $smtp_port, $wanted) = @ARGV;
RT::LoadConfig();
RT::Init();
require RT::Interface::Email;

my $everyone = RT::Group->new(RT->SystemUser);
$everyone->LoadSystemInternalGroup('Everyone');
for my $right ('CreateTicket', 'ReplyToTicket') {
    $everyone->PrincipalObj->GrantRight(Object => RT->System, Right => $right)
        unless $everyone->PrincipalObj->HasRight(Object => RT->System, Right => $right);
}

my $smtp = Net::SMTP->new(Host => '127.0.0.1', Port => $smtp_port) or die "no SMTP server on $smtp_port\n";
my $replies = 0;
RT->Config->Set(MailCommand => sub {
    my $mail = shift;
    my @to = map { $_->address } Email::Address->parse(join ', ', grep { $_ } map { $mail->head->get($_) } 'To', 'Cc', 'Bcc');
    $smtp->mail('') && $smtp->recipient(@to) && $smtp->data($mail->as_string) or die 'the autoreply was not taken: ' . $smtp->message;
    $replies++;
    return 1;
});

my $imap = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $imap_port) or die "no IMAP server on $imap_port\n";
<$imap>;
command(qq{LOGIN "$user" "$password"});
command('EXAMINE INBOX');
my $begun = time;
my @cpu = times;
for my $number (1 .. $wanted) {
    my ($status, $said) = RT::Interface::Email::Gateway({ queue => 'General', action => 'correspond', message => mail($number) });
    die "RT refused mail $number: $said\n" unless $status == 1;
}
my @end = times;
$smtp->quit;
die "$replies autoreplies of $wanted mails\n" unless $replies >= $wanted;
printf qq({"mails":%d,"milliseconds":%.0f,"cpuMilliseconds":%.0f}\n), $wanted, 1000 * (time - $begun), 1000 * ($end[0] + $end[1] - $cpu[0] - $cpu[1]);

sub command {
    print $imap "a $_[0]\r\n";
    while (my $line = <$imap>) {
        return if $line =~ /^a OK/;
        die "IMAP: $line" if $line =~ /^a /;
    }
}

sub mail {
    print $imap "a FETCH $_[0] BODY.PEEK[]\r\n";
    my $mail = '';
    while (my $line = <$imap>) {
        if ($line =~ /\{(\d+)\}\r\n$/) { read $imap, $mail, $1 }
        return $mail if $line =~ /^a OK/;
        die "IMAP: $line" if $line =~ /^a /;
    }
}
